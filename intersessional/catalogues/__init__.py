"""Catalogues of translations: what they are made of, and what must hold of them."""
