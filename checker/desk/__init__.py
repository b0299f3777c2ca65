"""The desk: articles are coded in a browser on this machine. What it writes are the claims files of a careful hand."""
