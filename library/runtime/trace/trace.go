// Package trace accepts the annotations that programs make for execution
// traces. Traces cannot be started, so nothing records them.
package trace

import (
	"context"
	"errors"
	"io"
	"time"
)

var errUnsupported = errors.New("trace: execution traces are not supported")

// Start would start a trace.
func Start(w io.Writer) error { return errUnsupported }

// Stop would end it.
func Stop() {}

// IsEnabled reports whether a trace is being written: never.
func IsEnabled() bool { return false }

// A Task is a logical operation that may span goroutines.
type Task struct{}

// NewTask begins a task.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	return pctx, &Task{}
}

// End ends the task.
func (t *Task) End() {}

// A Region is a part of a goroutine's execution.
type Region struct{}

// StartRegion begins a region.
func StartRegion(ctx context.Context, regionType string) *Region { return &Region{} }

// End ends the region.
func (r *Region) End() {}

// WithRegion calls fn in a region.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	defer StartRegion(ctx, regionType).End()
	fn()
}

// Log would record a message.
func Log(ctx context.Context, category, message string) {}

// Logf would record a formatted message.
func Logf(ctx context.Context, category, format string, args ...any) {}

// A FlightRecorder would keep the last part of a trace in memory.
type FlightRecorder struct{}

// FlightRecorderConfig says how much it keeps.
type FlightRecorderConfig struct {
	MinAge   time.Duration
	MaxBytes uint64
}

// NewFlightRecorder makes a recorder.
func NewFlightRecorder(cfg FlightRecorderConfig) *FlightRecorder { return &FlightRecorder{} }

// Enabled reports whether it records: never.
func (fr *FlightRecorder) Enabled() bool { return false }

// Start would start recording.
func (fr *FlightRecorder) Start() error { return errUnsupported }

// Stop would end it.
func (fr *FlightRecorder) Stop() {}

// WriteTo would write what it keeps.
func (fr *FlightRecorder) WriteTo(w io.Writer) (n int64, err error) { return 0, errUnsupported }
