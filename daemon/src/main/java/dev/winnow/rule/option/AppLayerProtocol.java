package dev.winnow.rule.option;

import dev.winnow.rule.syntax.AppProtocol;
import java.util.Optional;

/// `app-layer-protocol`: what the connection was told to be, or when negated was told not to be. Says nothing as
/// long as nothing is known.
///
/// @param protocol empty for `failed`: the protocol cannot be told
public record AppLayerProtocol(Optional<AppProtocol> protocol, boolean negated) implements RuleOption {
    @Override
    public void writeTo(OptionWriter out) {
        String name = protocol.map(AppProtocol::keyword).orElse("failed");
        out.option("app-layer-protocol", OptionWriter.negatable(negated, name));
    }
}
