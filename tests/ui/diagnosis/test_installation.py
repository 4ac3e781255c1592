from importlib.metadata import PackageNotFoundError
from subprocess import CompletedProcess, TimeoutExpired

import pytest

from ui.diagnosis import installation


@pytest.fixture
def installed(monkeypatch):
    """Decide which packages are asked for and which versions are installed."""

    def decide(asked, versions):
        def version(name):
            try:
                return versions[name]
            except KeyError:
                raise PackageNotFoundError(name) from None

        monkeypatch.setattr(installation, "requires", lambda _: asked)
        monkeypatch.setattr(installation, "version", version)

    return decide


def test_compiled_code_that_loads_is_ok():
    (finding,) = installation.engines()
    assert (finding.state, finding.detail) == ("ok", "chromadb, onnxruntime, tokenizers, xllamacpp run here")


def test_a_package_that_is_not_installed_is_wrong_with_the_command_that_installs_it(installed):
    installed(["chromadb<2,>=1.5.9"], {"footnote": "1"})
    *_, finding = installation.packages()
    assert (finding.subject, finding.state, finding.detail) == ("chromadb", "wrong", "not installed")
    assert finding.remedy == "pip install 'chromadb<2,>=1.5.9'"


def test_a_package_of_another_version_is_wrong(installed):
    installed(["gradio<7,>=6.31"], {"footnote": "1", "gradio": "5.0"})
    *_, finding = installation.packages()
    assert finding.detail == "5.0 does not fit"


def test_an_extra_that_is_not_installed_is_missing_and_names_the_extra(installed):
    installed(["rich", 'scipy>=1.14; extra == "evals"'], {"footnote": "1", "rich": "14"})
    (finding,) = installation.extras()
    assert finding.state == "missing"
    assert finding.remedy == "pip install 'footnote[evals]'"


@pytest.mark.parametrize(
    ("outcome", "trouble"),
    [
        (CompletedProcess([], -4, "", ""), "does not run on this processor (signal 4)"),
        (CompletedProcess([], 1, "", "Traceback\nImportError: no libgomp"), "ImportError: no libgomp"),
        (TimeoutExpired([], 60), "does not load within 60 s"),
    ],
)
def test_compiled_code_that_does_not_load_is_told_and_ends_nothing(monkeypatch, outcome, trouble):
    def run(command, **_):
        if "import xllamacpp" not in command:
            return CompletedProcess(command, 0, "", "")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(installation.subprocess, "run", run)
    *_, finding = installation.engines()
    assert (finding.subject, finding.state, finding.detail) == ("xllamacpp", "wrong", trouble)
