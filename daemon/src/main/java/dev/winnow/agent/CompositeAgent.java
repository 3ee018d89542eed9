package dev.winnow.agent;

import java.util.List;

/// Several agents on one thread, run in turn.
public final class CompositeAgent implements Agent {
    private final String roleName;
    private final Agent[] agents;

    /// @param agents in the order in which work passes through them
    public CompositeAgent(String roleName, List<? extends Agent> agents) {
        this.roleName = roleName;
        this.agents = agents.toArray(Agent[]::new);
    }

    @Override
    public String roleName() {
        return roleName;
    }

    @Override
    public void onStart() {
        for (Agent agent : agents) {
            agent.onStart();
        }
    }

    @Override
    public int doWork() {
        int workCount = 0;
        for (Agent agent : agents) {
            workCount += agent.doWork();
        }
        return workCount;
    }

    @Override
    public void onClose() {
        for (Agent agent : agents) {
            agent.onClose();
        }
    }
}
