"""Registration: the steps of `/register`."""
