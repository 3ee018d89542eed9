package dev.winnow.protocol.tls;

/// What the transactions of one thread share to make text.
///
/// @param readsHellos whether any rule asks for anything of TLS
/// @param readsCertificates whether any rule asks for what is in them
/// @param examines whether any rule asks what is odd about messages
record TlsTools(
        HexDigest md5,
        HexDigest sha1,
        Ja4 ja4,
        DistinguishedName names,
        boolean readsHellos,
        boolean readsCertificates,
        boolean examines) {}
