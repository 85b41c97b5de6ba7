#include <libpq-fe.h>

// Pipelines came with libpq 14; without them each statement is a round trip of its own.
static inline int junction_pq_has_pipelines(void) {
#ifdef LIBPQ_HAS_PIPELINING
    return 1;
#else
    return 0;
#endif
}

static inline int junction_pq_enter_pipeline(PGconn *connection) {
#ifdef LIBPQ_HAS_PIPELINING
    return PQenterPipelineMode(connection);
#else
    return 0;
#endif
}

static inline int junction_pq_exit_pipeline(PGconn *connection) {
#ifdef LIBPQ_HAS_PIPELINING
    return PQexitPipelineMode(connection);
#else
    return 1;
#endif
}

static inline int junction_pq_sync_pipeline(PGconn *connection) {
#ifdef LIBPQ_HAS_PIPELINING
    return PQpipelineSync(connection);
#else
    return 0;
#endif
}

// Whether a result is the end of a pipeline, and whether it was left out since an earlier statement failed.
static inline int junction_pq_is_sync(const PGresult *result) {
#ifdef LIBPQ_HAS_PIPELINING
    return PQresultStatus(result) == PGRES_PIPELINE_SYNC;
#else
    return 0;
#endif
}
static inline int junction_pq_is_aborted(const PGresult *result) {
#ifdef LIBPQ_HAS_PIPELINING
    return PQresultStatus(result) == PGRES_PIPELINE_ABORTED;
#else
    return 0;
#endif
}
