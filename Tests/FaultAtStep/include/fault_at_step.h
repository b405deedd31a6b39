// Nothing is called: the library is loaded into a program (LD_PRELOAD).
