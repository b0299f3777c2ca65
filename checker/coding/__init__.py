"""What helps to code an article: the figures and dates in a text, a draft to complete, what is not coded yet."""
