#!/bin/bash
# The tests of the trainer under Bazel, which wants no Python of its own here.
exec python3 extractor/train/trainer_test.py
