/// The filter: packets, rules, detection, verdicts, lanes, commands.
@SuppressWarnings("module") // the exports are to a module that is built later
module dev.winnow.daemon {
    requires dev.winnow.bindings;
    requires info.picocli;
    requires org.jctools.core.jdk11;
    requires HdrHistogram;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires org.xerial.sqlitejdbc;
    requires jdk.net;
    requires jdk.unsupported;

    exports dev.winnow.attack to
            dev.winnow.bench;
    exports dev.winnow.ban to
            dev.winnow.bench;
    exports dev.winnow.ban.ledger to
            dev.winnow.bench;
    exports dev.winnow.config to
            dev.winnow.bench;
    exports dev.winnow.control to
            dev.winnow.bench;
    exports dev.winnow.detect to
            dev.winnow.bench;
    exports dev.winnow.detect.content to
            dev.winnow.bench;
    exports dev.winnow.detect.header to
            dev.winnow.bench;
    exports dev.winnow.detect.threshold to
            dev.winnow.bench;
    exports dev.winnow.event to
            dev.winnow.bench;
    exports dev.winnow.flow to
            dev.winnow.bench;
    exports dev.winnow.lane to
            dev.winnow.bench;
    exports dev.winnow.memory to
            dev.winnow.bench;
    exports dev.winnow.metric to
            dev.winnow.bench;
    exports dev.winnow.packet to
            dev.winnow.bench;
    exports dev.winnow.protocol to
            dev.winnow.bench;
    exports dev.winnow.protocol.registry to
            dev.winnow.bench;
    exports dev.winnow.rule to
            dev.winnow.bench;
    exports dev.winnow.rule.address to
            dev.winnow.bench;
    exports dev.winnow.rule.option to
            dev.winnow.bench;
    exports dev.winnow.rule.resolve to
            dev.winnow.bench;
    exports dev.winnow.rule.source to
            dev.winnow.bench;
    exports dev.winnow.rule.syntax to
            dev.winnow.bench;
    exports dev.winnow.verdict to
            dev.winnow.bench;

    opens dev.winnow.cli to
            info.picocli;
}
