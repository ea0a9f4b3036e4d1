package os

import (
	"io"
	"io/fs"
	"path"
)

// CopyFS copies the files of fsys into a directory, which is created if need
// be. Directories get all permissions that the umask leaves, files all but those
// to execute, which they keep. What exists already is not overwritten but an
// error, at which copying stops, as at every other.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := path.Join(dir, name)
		if dir == "" {
			target = name
		}
		switch d.Type() {
		case ModeDir:
			return MkdirAll(target, 0777)
		case ModeSymlink:
			link, err := fs.ReadLink(fsys, name)
			if err != nil {
				return err
			}
			return Symlink(link, target)
		case 0:
			return copyFile(target, fsys, name)
		}
		return pathError("CopyFS", name, ErrInvalid)
	})
}

// copyFile copies a regular file of fsys.
func copyFile(target string, fsys fs.FS, name string) error {
	from, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	to, err := OpenFile(target, O_WRONLY|O_CREATE|O_EXCL, 0666|info.Mode()&0777)
	if err != nil {
		return err
	}
	if _, err := io.Copy(to, from); err != nil {
		to.Close()
		return pathError("Copy", target, err)
	}
	return to.Close()
}
