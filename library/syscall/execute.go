// This file holds the start of other programs.

package syscall

import (
	"runtime"
	"sync"
	"unsafe"
)

// ForkLock is held for reading while descriptors exist that are not yet marked
// to be closed when a program is executed, and for writing by ForkExec.
var ForkLock sync.RWMutex

// A Credential is the identity of a new process.
type Credential struct {
	Uid         uint32
	Gid         uint32
	Groups      []uint32
	NoSetGroups bool
}

// A SysProcIDMap maps a range of ids into a user namespace.
type SysProcIDMap struct {
	ContainerID int
	HostID      int
	Size        int
}

// ProcAttr describes a new process: where it runs, its environment, its
// descriptors from 0.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []uintptr
	Sys   *SysProcAttr
}

// SysProcAttr holds what only Linux has. Mappings of user namespaces and
// control groups are not supported: starting a process with them fails with
// ENOSYS.
type SysProcAttr struct {
	Chroot                     string
	Credential                 *Credential
	Ptrace                     bool
	Setsid                     bool
	Setpgid                    bool
	Setctty                    bool
	Noctty                     bool
	Ctty                       int
	Foreground                 bool
	Pgid                       int
	Pdeathsig                  Signal
	Cloneflags                 uintptr
	Unshareflags               uintptr
	UidMappings                []SysProcIDMap
	GidMappings                []SysProcIDMap
	GidMappingsEnableSetgroups bool
	AmbientCaps                []uintptr
	UseCgroupFD                bool
	CgroupFD                   int
	PidFD                      *int
}

// forkParameters is what the runtime needs for a new process.
type forkParameters struct {
	path              *byte
	arguments         **byte
	environment       **byte
	root              *byte
	directory         *byte
	descriptors       *int32
	descriptorCount   int
	groups            *uint32
	groupCount        int
	user              uint32
	group             uint32
	capabilities      *uintptr
	capabilityCount   int
	cloneFlags        uintptr
	unshareFlags      uintptr
	processDescriptor *int32
	terminal          int32
	processGroup      int32
	deathSignal       int32
	flags             uint32
	failure           Errno
	_                 [2]uint64
}

const (
	forkCredential = 1 << iota
	forkSetGroups
	forkTrace
	forkNewSession
	forkSetProcessGroup
	forkSetTerminal
	forkNoTerminal
	forkForeground
)

// forkAndExecute starts the program; the result is a process id or a negative
// error number. If the program cannot be executed, failure is set, and the
// process is still there to be waited for.
func forkAndExecute(p *forkParameters) uintptr

// ForkExec starts a program and returns its process id.
func ForkExec(argv0 string, argv []string, attr *ProcAttr) (pid int, err error) {
	return forkExec(argv0, argv, attr)
}

// StartProcess is ForkExec for package os.
func StartProcess(argv0 string, argv []string, attr *ProcAttr) (pid int, handle uintptr, err error) {
	pid, err = forkExec(argv0, argv, attr)
	return pid, 0, err
}

func forkExec(argv0 string, argv []string, attr *ProcAttr) (pid int, err error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	sys := attr.Sys
	if sys == nil {
		sys = &SysProcAttr{}
	}
	if len(sys.UidMappings)+len(sys.GidMappings) > 0 || sys.UseCgroupFD {
		return 0, ENOSYS
	}
	if sys.Setctty && sys.Foreground {
		return 0, errorText("both Setctty and Foreground set in SysProcAttr")
	}
	if sys.Setctty && sys.Ctty >= len(attr.Files) {
		return 0, errorText("Setctty set but Ctty not valid in child")
	}
	p := new(forkParameters)
	if err := p.setStrings(argv0, argv, attr, sys); err != nil {
		return 0, err
	}
	p.setSystem(sys)
	descriptors := make([]int32, len(attr.Files)+1)
	for i, fd := range attr.Files {
		descriptors[i] = int32(fd)
	}
	p.descriptors, p.descriptorCount = &descriptors[0], len(attr.Files)
	processDescriptor := int32(-1)
	if sys.PidFD != nil {
		p.processDescriptor = &processDescriptor
	}

	ForkLock.Lock()
	pid, err = number(forkAndExecute(p))
	ForkLock.Unlock()
	if sys.PidFD != nil {
		*sys.PidFD = int(processDescriptor)
	}
	if err != nil {
		return 0, err
	}
	if p.failure != 0 {
		var ignored WaitStatus
		for {
			if _, err := Wait4(pid, &ignored, 0, nil); err != EINTR {
				break
			}
		}
		if processDescriptor >= 0 {
			Close(int(processDescriptor))
			*sys.PidFD = -1
		}
		return 0, p.failure
	}
	runtime.KeepAlive(attr)
	return pid, nil
}

// setStrings prepares what the kernel takes as C strings.
func (p *forkParameters) setStrings(argv0 string, argv []string, attr *ProcAttr, sys *SysProcAttr) (err error) {
	if p.path, err = BytePtrFromString(argv0); err != nil {
		return err
	}
	arguments, err := SlicePtrFromStrings(argv)
	if err != nil {
		return err
	}
	environment, err := SlicePtrFromStrings(attr.Env)
	if err != nil {
		return err
	}
	p.arguments, p.environment = &arguments[0], &environment[0]
	if sys.Chroot != "" {
		if p.root, err = BytePtrFromString(sys.Chroot); err != nil {
			return err
		}
	}
	if attr.Dir != "" {
		p.directory, err = BytePtrFromString(attr.Dir)
	}
	return err
}

// setSystem translates the attributes.
func (p *forkParameters) setSystem(sys *SysProcAttr) {
	for _, choice := range [...]struct {
		chosen bool
		flag   uint32
	}{
		{sys.Ptrace, forkTrace},
		{sys.Setsid, forkNewSession},
		{sys.Setpgid, forkSetProcessGroup},
		{sys.Setctty, forkSetTerminal},
		{sys.Noctty, forkNoTerminal},
		{sys.Foreground, forkForeground},
	} {
		if choice.chosen {
			p.flags |= choice.flag
		}
	}
	if c := sys.Credential; c != nil {
		p.flags |= forkCredential
		p.user, p.group = c.Uid, c.Gid
		if !c.NoSetGroups {
			p.flags |= forkSetGroups
		}
		p.groups, p.groupCount = unsafe.SliceData(c.Groups), len(c.Groups)
	}
	p.capabilities, p.capabilityCount = unsafe.SliceData(sys.AmbientCaps), len(sys.AmbientCaps)
	p.cloneFlags, p.unshareFlags = sys.Cloneflags, sys.Unshareflags
	p.terminal, p.processGroup = int32(sys.Ctty), int32(sys.Pgid)
	p.deathSignal = int32(sys.Pdeathsig)
}

// errorText is an error that is only a text.
type errorText string

func (e errorText) Error() string { return string(e) }

// Exec replaces this program by another one.
func Exec(argv0 string, argv []string, envv []string) (err error) {
	path, err := BytePtrFromString(argv0)
	if err != nil {
		return err
	}
	arguments, err := SlicePtrFromStrings(argv)
	if err != nil {
		return err
	}
	environment, err := SlicePtrFromStrings(envv)
	if err != nil {
		return err
	}
	return status(call(SYS_EXECVE, address(path), address(&arguments[0]), address(&environment[0]), 0, 0))
}
