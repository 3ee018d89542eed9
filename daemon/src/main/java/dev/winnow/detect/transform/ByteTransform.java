package dev.winnow.detect.transform;

/// One transform. Immutable and shared by all threads; what changes is in the [TransformSpace].
sealed interface ByteTransform
        permits CaptureTransform,
                DigestTransform,
                DotPrefix,
                HeaderTransform,
                LetterCase,
                UrlDecode,
                Whitespace,
                XorTransform {
    /// Changes the first `length` bytes of `space`, in place.
    ///
    /// @return how many bytes there are then
    int apply(TransformSpace space, int length);
}
