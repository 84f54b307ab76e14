package io.planwright.workflows;

import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What somebody might do to a workflow without guarding it: the rest stays as it is. */
enum BrokenChange {
  A_COMMAND_LESS {
    @Override
    WorkflowOutboundCallsInterceptor applied(WorkflowOutboundCallsInterceptor commands) {
      return new WorkflowOutboundCallsInterceptorBase(commands) {
        @Override
        public void upsertTypedSearchAttributes(SearchAttributeUpdate<?>... updates) {}
      };
    }
  },
  A_COMMAND_MORE {
    @Override
    WorkflowOutboundCallsInterceptor applied(WorkflowOutboundCallsInterceptor commands) {
      return new WorkflowOutboundCallsInterceptorBase(commands) {
        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
          Workflow.sleep(Duration.ofMillis(1));
          return super.executeActivity(input);
        }
      };
    }
  },
  ANOTHER_ORDER {
    @Override
    WorkflowOutboundCallsInterceptor applied(WorkflowOutboundCallsInterceptor commands) {
      return new WorkflowOutboundCallsInterceptorBase(commands) {
        private final List<SearchAttributeUpdate<?>[]> held = new ArrayList<>();

        @Override
        public void upsertTypedSearchAttributes(SearchAttributeUpdate<?>... updates) {
          held.add(updates);
        }

        @Override
        public SignalExternalOutput signalExternalWorkflow(SignalExternalInput input) {
          SignalExternalOutput output = super.signalExternalWorkflow(input);
          held.forEach(super::upsertTypedSearchAttributes);
          held.clear();
          return output;
        }
      };
    }
  },
  ANOTHER_STEP {
    @Override
    WorkflowOutboundCallsInterceptor applied(WorkflowOutboundCallsInterceptor commands) {
      return new WorkflowOutboundCallsInterceptorBase(commands) {
        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
          return super.executeActivity(
              new ActivityInput<>(
                  input.getActivityName() + ".v2",
                  input.getResultClass(),
                  input.getResultType(),
                  input.getArgs(),
                  input.getOptions(),
                  input.getHeader()));
        }
      };
    }
  };

  abstract WorkflowOutboundCallsInterceptor applied(WorkflowOutboundCallsInterceptor commands);

  WorkerInterceptorBase interceptor() {
    return new WorkerInterceptorBase() {
      @Override
      public WorkflowInboundCallsInterceptor interceptWorkflow(
          WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
          @Override
          public void init(WorkflowOutboundCallsInterceptor commands) {
            super.init(applied(commands));
          }
        };
      }
    };
  }
}
