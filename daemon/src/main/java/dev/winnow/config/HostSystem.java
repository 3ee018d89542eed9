package dev.winnow.config;

/// Operating systems that put overlapping TCP segments together differently, by the names that `host-os-policy` has.
public enum HostSystem {
    WINDOWS,
    BSD,
    BSD_RIGHT,
    OLD_LINUX,
    LINUX,
    OLD_SOLARIS,
    SOLARIS,
    HPUX10,
    HPUX11,
    IRIX,
    MACOS,
    VISTA,
    WINDOWS2K3
}
