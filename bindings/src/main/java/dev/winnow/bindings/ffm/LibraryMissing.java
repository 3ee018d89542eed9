package dev.winnow.bindings.ffm;

/// A shared library that winnow needs cannot be loaded. The message says in one line what to install.
public final class LibraryMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LibraryMissing(String soname, String debianPackage, Throwable cause) {
        super(soname + " missing: install package " + debianPackage, cause);
    }
}
