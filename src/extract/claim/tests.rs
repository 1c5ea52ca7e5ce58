use super::*;
use crate::extract::fixtures;

fn placeholder() {}
