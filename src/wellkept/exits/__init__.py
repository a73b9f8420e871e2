"""Every way out of the program but the HTTP answer. The only floor that opens a socket."""
