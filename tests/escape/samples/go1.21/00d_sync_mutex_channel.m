# command-line-arguments
./00d_sync_mutex_channel.go:11:3: moved to heap: mu
./00d_sync_mutex_channel.go:12:3: moved to heap: wg
./00d_sync_mutex_channel.go:13:3: moved to heap: n
./00d_sync_mutex_channel.go:15:6: moved to heap: i
./00d_sync_mutex_channel.go:28:6: moved to heap: i
./00d_sync_mutex_channel.go:17:6: func literal escapes to heap
./00d_sync_mutex_channel.go:25:13: ... argument does not escape
./00d_sync_mutex_channel.go:25:14: "mutex:" escapes to heap
./00d_sync_mutex_channel.go:25:24: n escapes to heap
./00d_sync_mutex_channel.go:29:6: func literal escapes to heap
./00d_sync_mutex_channel.go:35:13: ... argument does not escape
./00d_sync_mutex_channel.go:35:14: "channel:" escapes to heap
./00d_sync_mutex_channel.go:35:26: sum escapes to heap
