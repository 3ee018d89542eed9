package dev.winnow.bindings.testing;

import java.lang.reflect.Method;

/// What the second JVM of [NetworkNamespace#run] starts with: runs one static method, exits 0 when it returns.
final class ScenarioMain {
    private ScenarioMain() {}

    /// @param arguments the class's name and the method's
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Method scenario = Class.forName(arguments[0]).getDeclaredMethod(arguments[1]);
        scenario.setAccessible(true);
        scenario.invoke(null);
        System.exit(0);
    }
}
