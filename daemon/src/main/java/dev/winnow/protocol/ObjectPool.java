package dev.winnow.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Objects that are made once and lent again and again, up to a number. Threading: one thread.
public final class ObjectPool<T> {
    private final Supplier<T> maker;
    private final int capacity;
    private final List<T> idle;
    private int made;

    public ObjectPool(int capacity, Supplier<T> maker) {
        this.capacity = capacity;
        this.maker = maker;
        this.idle = new ArrayList<>();
    }

    /// Lends one, or null if `capacity` are lent.
    public T take() {
        if (!idle.isEmpty()) {
            return idle.removeLast();
        }
        if (made == capacity) {
            return null;
        }
        made++;
        return maker.get();
    }

    /// Takes one back, emptied by the borrower.
    public void give(T object) {
        idle.add(object);
    }

    /// How many are lent.
    public int lent() {
        return made - idle.size();
    }
}
