//! Reads numbers, dates and names out of text as people write it. It never guesses: unknown is `None`.
