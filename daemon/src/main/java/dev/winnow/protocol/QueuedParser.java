package dev.winnow.protocol;

import dev.winnow.flow.Direction;

/// A parser whose transactions wait in a queue until rules have looked into them.
///
/// @param <T> what a transaction is
public abstract class QueuedParser<T extends PooledTransaction> implements AppParser {
    /// The live ones; cleared by whoever releases the parser.
    protected final TransactionQueue<T> transactions;

    /// @param transactions the parser's own from here on
    protected QueuedParser(TransactionQueue<T> transactions) {
        this.transactions = transactions;
    }

    @Override
    public int transactionCount() {
        return transactions.size();
    }

    @Override
    public Transaction transaction(int index) {
        return transactions.get(index);
    }

    @Override
    public void inspected(Transaction transaction, Direction direction) {
        transactions.inspected(transaction, direction);
    }
}
