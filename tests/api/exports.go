// Command exports prints what packages export, one line a name, so that two
// versions of a library can be compared:
//
//	exports FOLDER,FOLDER... PACKAGE...
//
// A package is taken from the first folder that has it. A line is
// "package kind name type"; for consts the value follows, and types have lines
// for their exported fields and methods, also promoted ones.
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A loader checks packages without the bodies of their functions.
type loader struct {
	folders []string
	files   *token.FileSet
	loaded  map[string]*types.Package
}

func main() {
	l := &loader{strings.Split(os.Args[1], ","), token.NewFileSet(), map[string]*types.Package{"unsafe": types.Unsafe}}
	for _, path := range os.Args[2:] {
		p, err := l.Import(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		lines := exports(p)
		slices.Sort(lines)
		for _, line := range slices.Compact(lines) {
			fmt.Println(path, line)
		}
	}
}

// Import implements types.Importer.
func (l *loader) Import(path string) (*types.Package, error) {
	if p := l.loaded[path]; p != nil {
		return p, nil
	}
	for _, folder := range l.folders {
		for _, prefix := range []string{"", "vendor"} {
			p, err := build.ImportDir(filepath.Join(folder, prefix, path), 0)
			if err != nil {
				continue
			}
			return l.check(path, p)
		}
	}
	return nil, fmt.Errorf("no package %s", path)
}

func (l *loader) check(path string, p *build.Package) (*types.Package, error) {
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(l.files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	configuration := types.Config{Importer: l, IgnoreFuncBodies: true, FakeImportC: true, Sizes: types.SizesFor("gc", "amd64"), Error: func(error) {}}
	checked, err := configuration.Check(path, l.files, files, nil)
	if checked == nil {
		return nil, err
	}
	l.loaded[path] = checked
	return checked, nil
}

// exports returns the lines of a package.
func exports(p *types.Package) []string {
	var lines []string
	for _, name := range p.Scope().Names() {
		object := p.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch object := object.(type) {
		case *types.Const:
			lines = append(lines, fmt.Sprintf("const %s %s = %s", name, text(object.Type()), object.Val().ExactString()))
		case *types.Var:
			lines = append(lines, fmt.Sprintf("var %s %s", name, text(object.Type())))
		case *types.Func:
			lines = append(lines, fmt.Sprintf("func %s%s", name, signature(object.Signature())))
		case *types.TypeName:
			lines = append(lines, typeLines(name, object)...)
		}
	}
	return lines
}

// typeLines returns the lines of a type.
func typeLines(name string, object *types.TypeName) []string {
	if object.IsAlias() {
		return []string{fmt.Sprintf("type %s = %s", name, text(types.Unalias(object.Type())))}
	}
	named := object.Type().(*types.Named)
	lines := []string{fmt.Sprintf("type %s%s %s", name, parameters(named.TypeParams()), shape(named.Underlying()))}
	if s, ok := named.Underlying().(*types.Struct); ok {
		for field := range s.Fields() {
			if field.Exported() {
				lines = append(lines, fmt.Sprintf("field %s.%s %s", name, field.Name(), text(field.Type())))
			}
		}
	}
	receiver := types.Type(named)
	if !types.IsInterface(named) {
		receiver = types.NewPointer(named)
	}
	for method := range types.NewMethodSet(receiver).Methods() {
		f := method.Obj().(*types.Func)
		if !f.Exported() {
			continue
		}
		star := ""
		if types.NewMethodSet(named).Lookup(f.Pkg(), f.Name()) == nil {
			star = "*"
		}
		lines = append(lines, fmt.Sprintf("method (%s%s) %s%s", star, name, f.Name(), signature(f.Signature())))
	}
	return lines
}

// shape returns the text of an underlying type; of structs and interfaces, whose
// parts have lines of their own, only what they are.
func shape(t types.Type) string {
	switch t := t.(type) {
	case *types.Struct:
		return "struct"
	case *types.Interface:
		if t.IsMethodSet() {
			return "interface"
		}
	}
	return text(t)
}

// signature returns parameters and results without their names.
func signature(s *types.Signature) string {
	result := ""
	switch s.Results().Len() {
	case 0:
	case 1:
		result = " " + text(s.Results().At(0).Type())
	default:
		result = " " + tuple(s.Results(), false)
	}
	return parameters(s.TypeParams()) + tuple(s.Params(), s.Variadic()) + result
}

func tuple(t *types.Tuple, variadic bool) string {
	var parts []string
	for v := range t.Variables() {
		parts = append(parts, text(v.Type()))
	}
	if variadic {
		last := &parts[len(parts)-1]
		*last = "..." + strings.TrimPrefix(*last, "[]")
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func parameters(list *types.TypeParamList) string {
	if list.Len() == 0 {
		return ""
	}
	var parts []string
	for p := range list.TypeParams() {
		parts = append(parts, p.Obj().Name()+" "+text(p.Constraint()))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// text returns the text of a type: without names of parameters and with the
// contents of constraints that are not exported.
func text(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if !t.Obj().Exported() && types.IsInterface(t) && t.Obj().Pkg() != nil {
			return text(t.Underlying())
		}
	case *types.Signature:
		return "func" + signature(t)
	case *types.Pointer:
		return "*" + text(t.Elem())
	case *types.Slice:
		return "[]" + text(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), text(t.Elem()))
	case *types.Map:
		return "map[" + text(t.Key()) + "]" + text(t.Elem())
	case *types.Chan:
		return [...]string{"chan ", "chan<- ", "<-chan "}[t.Dir()] + text(t.Elem())
	}
	return types.TypeString(t, (*types.Package).Path)
}
