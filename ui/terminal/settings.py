"""The settings that a command works with."""

import logging
from typing import Any

from rag.settings import Settings, load_settings


def settings_in_use(**changes: Any) -> Settings:
    """The settings of this process, with the log set up as they say.

    Args:
        changes: settings that the command line overrides; None leaves a setting as it is.

    Raises:
        SettingsError: a setting cannot be used.
    """
    settings = load_settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    return settings.model_copy(update={name: value for name, value in changes.items() if value is not None})
