"""From a question to papers: passages, their vectors in Chroma, and the hybrid retriever."""
