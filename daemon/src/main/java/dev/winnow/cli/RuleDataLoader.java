package dev.winnow.cli;

import dev.winnow.config.DatasetConfig;
import dev.winnow.config.DatasetConfig.NamedSet;
import dev.winnow.config.WinnowConfig;
import dev.winnow.config.WinnowConfig.AddressData;
import dev.winnow.detect.RuleData;
import dev.winnow.detect.dataset.DatasetSettings;
import dev.winnow.detect.dataset.DatasetSettings.Definition;
import dev.winnow.detect.dataset.Datasets;
import dev.winnow.detect.reputation.Countries;
import dev.winnow.detect.reputation.CountryFile;
import dev.winnow.detect.reputation.ReputationFiles;
import dev.winnow.detect.reputation.Reputations;
import dev.winnow.rule.option.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// From the configuration to what rules ask about that is in no packet.
final class RuleDataLoader {
    private RuleDataLoader() {}

    static RuleData load(WinnowConfig config) {
        return new RuleData(
                new Datasets(settings(config.datasets()), notice -> System.err.println("winnow: " + notice)),
                reputations(config.addressData()),
                countries(config.addressData()));
    }

    private static Reputations reputations(AddressData config) {
        if (config.reputationCategories().isEmpty()) {
            return Reputations.NONE;
        }
        try {
            return ReputationFiles.read(config.reputationCategories().get(), config.reputations());
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read reputation file " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    private static Countries countries(AddressData config) {
        if (config.countries().isEmpty()) {
            return Countries.NONE;
        }
        try {
            return CountryFile.read(config.countries().get());
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read geoip-database " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    private static DatasetSettings settings(DatasetConfig config) {
        return new DatasetSettings(
                config.dataDirectory(),
                config.rulesMayWrite(),
                config.rulesMayLeave(),
                config.memcap(),
                config.sets().stream().map(set -> definition(set, config)).toList());
    }

    private static Definition definition(NamedSet set, DatasetConfig config) {
        return new Definition(
                set.name(),
                type(set.type()),
                set.load().map(file -> readable(file, config)),
                set.save().map(config.dataDirectory()::resolve),
                set.state().map(config.dataDirectory()::resolve),
                set.memcap().stream().mapToLong(Long::longValue).findFirst());
    }

    /// Files that are only read are looked for where winnow was started, too.
    private static Path readable(Path file, DatasetConfig config) {
        Path kept = config.dataDirectory().resolve(file);
        return Files.exists(kept) ? kept : file;
    }

    private static Dataset.Type type(DatasetConfig.Type type) {
        return switch (type) {
            case STRING -> Dataset.Type.STRING;
            case MD5 -> Dataset.Type.MD5;
            case SHA256 -> Dataset.Type.SHA256;
            case IPV4 -> Dataset.Type.IPV4;
            case IP -> Dataset.Type.IP;
        };
    }
}
