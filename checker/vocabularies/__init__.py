"""Vocabularies ready to use: properties with their words, and rules with examples, for what desks code most.

The data lie beside this file: every property on a line of its own in properties.yaml, one file for each vocabulary, its
rules in rules/, an example article in example/. The standard rules are those of the project itself.
"""
