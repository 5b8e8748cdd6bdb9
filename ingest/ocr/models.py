"""The recognition models, loaded once a process: PP-OCRv6 tiny (ours) and small (from the rapidocr package)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import UnreadableInput

_HERE = Path(__file__).with_name("weights")
_SMALL = Path("models") / "PP-OCRv6_rec_small.onnx"


@dataclass(frozen=True, slots=True)
class Model:
    """A network with one input and one output; ``characters[i]`` is what class ``i`` of a recognition model stands for."""

    session: Any
    characters: tuple[str, ...] = ()

    def run(self, batch: Any) -> Any:
        """The output for a batch (float32, N×3×H×W)."""
        return self.session.run(None, {self.session.get_inputs()[0].name: batch})[0]


@cache
def detector() -> Model:
    """Where text is: N×1×H×W probabilities for N×3×H×W pixels, sides multiples of 32."""
    return Model(_session(_HERE / "ppocrv6_tiny_det.onnx"))


@cache
def fast_recogniser() -> Model:
    """The tiny model: 6,904 characters, the common ones."""
    characters = (_HERE / "ppocrv6_tiny_dict.txt").read_text(encoding="utf-8").splitlines()
    return Model(_session(_HERE / "ppocrv6_tiny_rec.onnx"), ("", *characters, " "))


@cache
def careful_recogniser() -> Model:
    """The small model: 18,708 characters, rare names among them, at a sixth of the speed."""
    package = find_spec("rapidocr")
    path = Path(package.origin).parent / _SMALL if package and package.origin else _SMALL
    if not path.is_file():
        raise UnreadableInput("文字识别模型缺失（rapidocr 安装不完整），请重新安装程序", code="no_model")
    session = _session(path)
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return Model(session, ("", *characters, " "))


def _session(path: Path) -> Any:
    """One thread: pages are spread over processes, where threads of several models would only wait for each other."""
    import onnxruntime  # starts a thread, which must not be there yet where workers are forked

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # an arena keeps the memory of the widest line for good
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def normalised(pixels: Any) -> Any:
    """H×W×3 bytes to 3×H×W floats from -1 to 1, as the models want them."""
    return np.ascontiguousarray(pixels.transpose(2, 0, 1), dtype=np.float32) / 127.5 - 1.0
