"""The models: their weights, the embedded engines, and the way to any OpenAI-compatible endpoint.

    manifest → weights ← places              which files, and how they come to disk
    minilm_graph → minilm → embedding        text → vectors
    engine → chat → replies                  messages → words
             retries, failures               what a bad endpoint becomes

Nothing is imported here: every module loads on first use.
"""
