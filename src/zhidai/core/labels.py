"""Names in both languages: scheme data carries its own translations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name or sentence in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language code such as `zh-hans` or `en`."""
        return self.en if language.startswith("en") else self.zh
