package dev.winnow.detect.content;

/// One condition of a chain. A chain is linked forwards: a step that holds asks the next one, and where that fails
/// looks for another way to hold. Immutable and shared by all threads; what changes is in the [Inspection].
sealed interface Step
        permits ContentStep,
                AbsentStep,
                RegexStep,
                NoRegexStep,
                DataAtStep,
                LengthStep,
                ByteTestStep,
                ByteJumpStep,
                ByteExtractStep,
                ByteMathStep,
                Base64Step,
                Asn1Step,
                DatasetStep,
                ReputationStep,
                FileHashStep,
                Step.End {
    /// Whether this step and all behind it hold.
    ///
    /// @param previousEnd where the previous match ended, 0 before the first
    boolean matches(Inspection in, int previousEnd);

    /// The end of every chain.
    enum End implements Step {
        INSTANCE;

        @Override
        public boolean matches(Inspection in, int previousEnd) {
            return true;
        }
    }
}
