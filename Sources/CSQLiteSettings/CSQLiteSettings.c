#include "CSQLiteSettings.h"

#include <sqlite3.h>

void rebound_sqlite_leave_out_memory_statistics(void) {
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
