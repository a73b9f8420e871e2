"""Published documents: the statement of the website, the notice of practices, the law; their rules and their text.

Pure: no Django, database, clock or socket. Files are read by the loader; time is an argument.
"""
