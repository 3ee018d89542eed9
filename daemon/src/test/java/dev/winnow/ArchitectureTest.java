package dev.winnow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Holds the arrows between the packages, so that a new one is a decision and not an accident.
@AnalyzeClasses(packages = "dev.winnow", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule arrowsPointDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.winnow..")
            .layer("bindings")
            .definedBy("dev.winnow.bindings..", "dev.winnow.natives..")
            .layer("verdict")
            .definedBy("dev.winnow.verdict..")
            .layer("packet")
            .definedBy("dev.winnow.packet..")
            .layer("rule")
            .definedBy("dev.winnow.rule..")
            .layer("memory")
            .definedBy("dev.winnow.memory..")
            .layer("flow")
            .definedBy("dev.winnow.flow..")
            .layer("protocol")
            .definedBy("dev.winnow.protocol..")
            .layer("config")
            .definedBy("dev.winnow.config..")
            .layer("metric")
            .definedBy("dev.winnow.metric..")
            .layer("agent")
            .definedBy("dev.winnow.agent..")
            .layer("control")
            .definedBy("dev.winnow.control..")
            .layer("detect")
            .definedBy("dev.winnow.detect..")
            .layer("attack")
            .definedBy("dev.winnow.attack..")
            .layer("event")
            .definedBy("dev.winnow.event..")
            .layer("ban")
            .definedBy("dev.winnow.ban..")
            .layer("reaction")
            .definedBy("dev.winnow.reaction..")
            .layer("store")
            .definedBy("dev.winnow.store..")
            .layer("history")
            .definedBy("dev.winnow.history..")
            .layer("report")
            .definedBy("dev.winnow.report..")
            .layer("lane")
            .definedBy("dev.winnow.lane..")
            .layer("cli")
            .definedBy("dev.winnow.cli..")
            .whereLayer("verdict")
            .mayNotAccessAnyLayer()
            .whereLayer("packet")
            .mayNotAccessAnyLayer()
            .whereLayer("rule")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayOnlyAccessLayers("verdict")
            .whereLayer("agent")
            .mayNotAccessAnyLayer()
            .whereLayer("control")
            .mayOnlyAccessLayers("agent", "config")
            .whereLayer("memory")
            .mayOnlyAccessLayers("bindings")
            .whereLayer("flow")
            .mayOnlyAccessLayers("bindings", "memory", "packet", "rule")
            .whereLayer("protocol")
            .mayOnlyAccessLayers("bindings", "flow", "memory", "packet", "rule")
            .whereLayer("metric")
            .mayOnlyAccessLayers("packet", "verdict")
            .whereLayer("detect")
            .mayOnlyAccessLayers("bindings", "flow", "memory", "packet", "protocol", "rule", "verdict")
            .whereLayer("attack")
            .mayOnlyAccessLayers("flow", "packet", "rule", "verdict")
            .whereLayer("event")
            .mayOnlyAccessLayers(
                    "agent",
                    "attack",
                    "config",
                    "detect",
                    "flow",
                    "memory",
                    "metric",
                    "packet",
                    "protocol",
                    "rule",
                    "verdict")
            .whereLayer("ban")
            .mayOnlyAccessLayers("agent", "bindings", "config", "rule", "store")
            .whereLayer("reaction")
            .mayOnlyAccessLayers("attack", "ban", "config", "event", "flow", "packet", "rule", "verdict")
            .whereLayer("store")
            .mayNotAccessAnyLayer()
            .whereLayer("history")
            .mayOnlyAccessLayers("agent", "config", "event", "rule", "store")
            .whereLayer("report")
            .mayOnlyAccessLayers("ban", "event", "history", "rule")
            .whereLayer("lane")
            .mayOnlyAccessLayers(
                    "agent",
                    "attack",
                    "ban",
                    "bindings",
                    "config",
                    "detect",
                    "event",
                    "flow",
                    "memory",
                    "metric",
                    "packet",
                    "protocol",
                    "reaction",
                    "rule",
                    "verdict")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.winnow.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyFfmLinks = noClasses()
            .that()
            .resideOutsideOfPackages("dev.winnow.bindings.ffm..", "dev.winnow.bindings.generated..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.foreign.Linker");

    @ArchTest
    static final ArchRule onlyBindingsSeeGeneratedCode = noClasses()
            .that()
            .resideOutsideOfPackage("dev.winnow.bindings..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.winnow.bindings.generated..");

    @ArchTest
    static final ArchRule rulesNeedOnlyTheJdk = classes()
            .that()
            .resideInAPackage("dev.winnow.rule..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.winnow.rule..");
}
