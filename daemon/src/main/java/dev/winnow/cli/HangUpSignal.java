package dev.winnow.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// SIGHUP, which by custom tells a daemon to load its files anew.
///
/// The JDK has signals in `sun.misc` alone, and warns whoever compiles against it.
final class HangUpSignal {
    private HangUpSignal() {}

    /// From now on SIGHUP does not end the process, but runs `wish`, on a thread of its own each time.
    static void handle(Runnable wish) {
        InvocationHandler handler = (_, method, _) -> {
            if (method.getName().equals("handle")) {
                wish.run();
            }
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(listener.getClassLoader(), new Class<?>[] {listener}, handler);
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, listener).invoke(null, hangUp, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no signals", e);
        }
    }
}
