//! Names from the gazetteer, found by one pass of an automaton, and names by shape.
