//! Reading numbers as people write them: "1.3 trillion", "43 thousand", "two dozen", "₹840 crore".
