"""The language server: what the checker says of a project, in an editor and while typing."""
