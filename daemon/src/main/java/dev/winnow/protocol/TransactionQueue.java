package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import java.util.ArrayList;
import java.util.List;

/// The live transactions of one connection, oldest first, from a pool that connections share. Threading: its flow's.
public final class TransactionQueue<T extends PooledTransaction> {
    private final ObjectPool<T> pool;
    private final int capacity;
    private final List<T> live = new ArrayList<>();
    private long nextId;

    /// @param capacity the most that live at once; the oldest is given up for one more
    public TransactionQueue(ObjectPool<T> pool, int capacity) {
        this.pool = pool;
        this.capacity = capacity;
    }

    /// Begins a transaction; null if the pool is empty.
    public T open() {
        if (live.size() == capacity) {
            remove(0);
        }
        T transaction = pool.take();
        if (transaction != null) {
            transaction.open(nextId++);
            live.add(transaction);
        }
        return transaction;
    }

    public int size() {
        return live.size();
    }

    /// @param index 0 to `size() - 1`
    public T get(int index) {
        return live.get(index);
    }

    /// The youngest, or null.
    public T last() {
        return live.isEmpty() ? null : live.getLast();
    }

    /// Takes the youngest back as if it had never been.
    public void cancelLast() {
        nextId--;
        remove(live.size() - 1);
    }

    /// See [AppParser#inspected].
    public void inspected(Transaction transaction, Direction direction) {
        for (int i = 0; i < live.size(); i++) {
            if (live.get(i) == transaction) {
                if (live.get(i).inspected(direction)) {
                    remove(i);
                }
                return;
            }
        }
    }

    private void remove(int index) {
        T transaction = live.remove(index);
        transaction.clear();
        pool.give(transaction);
    }

    /// Gives all transactions back and counts from 0 again.
    public void clear() {
        while (!live.isEmpty()) {
            remove(live.size() - 1);
        }
        nextId = 0;
    }
}
