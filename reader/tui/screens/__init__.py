"""The screens: the library, the article, and what is laid over them."""
