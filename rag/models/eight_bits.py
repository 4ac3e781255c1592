"""What this processor does to sums of 8-bit products."""

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import helper, numpy_helper

_SUMMED, _LARGEST = 64, 127


def sums_overflow() -> bool:
    """Whether they are cut off at 16 bits, as on x86 processors without VNNI: it is tried out.

    ONNX Runtime then needs `session.x64quantprecision` to be exact, at more than twice the time; elsewhere
    that would be for nothing (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        _sum_of_the_largest().SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    (summed,) = session.run(None, {"ones": np.ones((1, _SUMMED), np.float32)})
    return bool(np.asarray(summed).max() < 0.9 * _SUMMED * _LARGEST)


def _sum_of_the_largest() -> onnx.ModelProto:
    """A matrix of the largest integers, times a row of ones, which are quantised to the largest too."""
    matrix: dict[str, npt.NDArray[Any]] = {
        "integers": np.full((_SUMMED, _SUMMED), _LARGEST, np.int8),
        "scale": np.ones(1, np.float32),
        "zero": np.zeros(1, np.int8),
    }
    graph = helper.make_graph(
        [helper.make_node("DynamicQuantizeMatMul", ["ones", *matrix], ["sums"], domain="com.microsoft")],
        "sums",
        [helper.make_tensor_value_info("ones", onnx.TensorProto.FLOAT, [1, _SUMMED])],
        [helper.make_tensor_value_info("sums", onnx.TensorProto.FLOAT, [1, _SUMMED])],
        [numpy_helper.from_array(array, name) for name, array in matrix.items()],
    )
    operators = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=operators, ir_version=9)
