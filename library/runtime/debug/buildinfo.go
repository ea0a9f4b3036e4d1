package debug

import (
	"errors"
	"strconv"
	"strings"
)

// A BuildInfo tells what an executable was built from.
type BuildInfo struct {
	GoVersion string         `json:",omitempty"` // of the language's tools
	Path      string         `json:",omitempty"` // of the main package
	Main      Module         `json:""`           // that has the main package
	Deps      []*Module      `json:",omitempty"` // all others
	Settings  []BuildSetting `json:",omitempty"` // of the build
}

// A Module is one of the modules of a build.
type Module struct {
	Path    string  `json:",omitempty"`
	Version string  `json:",omitempty"`
	Sum     string  `json:",omitempty"`
	Replace *Module `json:",omitempty"` // what was used instead
}

// A BuildSetting is what one setting of the build was.
type BuildSetting struct {
	Key   string `json:",omitempty"`
	Value string `json:",omitempty"`
}

// ReadBuildInfo returns what the program was built from, if that is recorded in
// it, which it is not yet.
func ReadBuildInfo() (info *BuildInfo, ok bool) { return nil, false }

// String returns lines of fields between tabs, which ParseBuildInfo reads.
func (bi *BuildInfo) String() string {
	var text strings.Builder
	line := func(fields ...string) { text.WriteString(strings.Join(fields, "\t") + "\n") }
	module := func(what string, m *Module) {
		if m.Replace == nil {
			line(what, m.Path, m.Version, m.Sum)
			return
		}
		line(what, m.Path, m.Version)
		line("=>", m.Replace.Path, m.Replace.Version, m.Replace.Sum)
		line()
	}
	if bi.GoVersion != "" {
		line("go", bi.GoVersion)
	}
	if bi.Path != "" {
		line("path", bi.Path)
	}
	if bi.Main != (Module{}) {
		module("mod", &bi.Main)
	}
	for _, dependency := range bi.Deps {
		module("dep", dependency)
	}
	for _, setting := range bi.Settings {
		key, value := setting.Key, setting.Value
		if key == "" || strings.ContainsAny(key, mustBeQuoted+"=") {
			key = strconv.Quote(key)
		}
		if strings.ContainsAny(value, mustBeQuoted) {
			value = strconv.Quote(value)
		}
		line("build", key+"="+value)
	}
	return text.String()
}

// mustBeQuoted are the bytes that settings are quoted for.
const mustBeQuoted = " \t\r\n\"`"

// ParseBuildInfo is the inverse of BuildInfo.String, but for the version of Go.
func ParseBuildInfo(data string) (bi *BuildInfo, err error) {
	bi = new(BuildInfo)
	// The module whose replacement may follow.
	var latest *Module
	for number := 1; ; number++ {
		line, rest, found := strings.Cut(data, "\n")
		if !found {
			return bi, nil // what is incomplete does not count
		}
		data = rest
		if latest, err = bi.parseLine(line, latest); err != nil {
			return nil, errors.New("could not parse Go build info: line " + strconv.Itoa(number) + ": " + err.Error())
		}
	}
}

// parseLine takes in one line and returns the module that a replacement in the
// next one is for.
func (bi *BuildInfo) parseLine(line string, latest *Module) (*Module, error) {
	what, rest, found := strings.Cut(line, "\t")
	if !found {
		return latest, nil
	}
	switch what {
	case "path":
		bi.Path = rest
	case "mod":
		m, err := parseModule(rest)
		bi.Main = m
		return &bi.Main, err
	case "dep":
		m, err := parseModule(rest)
		bi.Deps = append(bi.Deps, &m)
		return &m, err
	case "=>":
		fields := strings.Split(rest, "\t")
		if len(fields) != 3 {
			return nil, errors.New("expected 3 columns for replacement; got " + strconv.Itoa(len(fields)))
		}
		if latest == nil {
			return nil, errors.New("replacement with no module on previous line")
		}
		latest.Replace = &Module{Path: fields[0], Version: fields[1], Sum: fields[2]}
		return nil, nil
	case "build":
		setting, err := parseSetting(rest)
		bi.Settings = append(bi.Settings, setting)
		return latest, err
	}
	return latest, nil
}

func parseModule(text string) (Module, error) {
	fields := strings.Split(text, "\t")
	switch len(fields) {
	case 2:
		return Module{Path: fields[0], Version: fields[1]}, nil
	case 3:
		return Module{Path: fields[0], Version: fields[1], Sum: fields[2]}, nil
	}
	return Module{}, errors.New("expected 2 or 3 columns; got " + strconv.Itoa(len(fields)))
}

// parseSetting reads key=value, where both may be quoted.
func parseSetting(text string) (setting BuildSetting, err error) {
	if text == "" || text[0] == '=' {
		return setting, errors.New("build line with missing key")
	}
	if text[0] == '"' || text[0] == '`' {
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			return setting, errors.New("invalid quoted key in build line")
		}
		text = text[len(quoted):]
		if text == "" || text[0] != '=' {
			return setting, errors.New("build line missing '=' after key")
		}
		if setting.Key, err = strconv.Unquote(quoted); err != nil {
			return setting, err
		}
		text = text[1:]
	} else {
		var found bool
		if setting.Key, text, found = strings.Cut(text, "="); !found {
			return setting, errors.New("build line missing '=' after key")
		}
		if strings.ContainsAny(setting.Key, mustBeQuoted) {
			return setting, errors.New("unquoted key " + strconv.Quote(setting.Key) + " must be quoted")
		}
	}
	setting.Value = text
	if text != "" && (text[0] == '"' || text[0] == '`') {
		if setting.Value, err = strconv.Unquote(text); err != nil {
			return setting, errors.New("invalid quoted value in build line")
		}
	}
	return setting, nil
}
