#ifndef REBOUND_CSQLITESETTINGS_H
#define REBOUND_CSQLITESETTINGS_H

/// Settings of SQLite for the whole process. They count only before its first use, and can't be made from Swift,
/// which does not call functions that take any number of arguments.

/// Leaves out the statistics of memory, for which every allocation takes a lock that all connections share.
/// https://www.sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus
void rebound_sqlite_leave_out_memory_statistics(void);

#endif
