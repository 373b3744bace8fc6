"""The heart: a programme as a value, how it is laid out, and what changed. Knows neither Django nor a model."""
