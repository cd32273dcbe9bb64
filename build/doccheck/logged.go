package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// administratorsGuide is the document with the tables of what the plugin logs.
const administratorsGuide = "docs/administrators.md"

// levels are the methods of the plugin API that log, and how the guide names their levels.
var levels = map[string]string{"LogError": "error", "LogWarn": "warning", "LogInfo": "info", "LogDebug": "debug"}

// logged is a message that the plugin logs.
type logged struct{ level, message string }

func (l logged) String() string { return l.level + " " + strconv.Quote(l.message) }

// readLogged returns what the plugin's source logs. Each call has to have its message as a literal: administrators search for it.
func readLogged() (found []logged, err error) {
	err = filepath.WalkDir("server", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == filepath.Join("server", "fake"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		here, err := loggedIn(path)
		found = append(found, here...)
		return err
	})
	return found, err
}

func loggedIn(path string) (found []logged, err error) {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", path, err)
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || levels[method.Sel.Name] == "" {
			return true
		}
		literal, ok := call.Args[0].(*ast.BasicLit)
		if !ok {
			err = fmt.Errorf("%s: the message is not a literal", files.Position(call.Pos()))
			return false
		}
		message, unquoteErr := strconv.Unquote(literal.Value)
		if unquoteErr != nil {
			err = fmt.Errorf("%s: %w", files.Position(call.Pos()), unquoteErr)
		}
		found = append(found, logged{levels[method.Sel.Name], message})
		return true
	})
	return found, err
}

// explained returns what a document's tables explain: rows that begin with a level and have messages as code in the next cell.
func explained(d document) (found []logged) {
	for _, row := range d.rows {
		if len(row) < 2 || len(row[1].code) == 0 {
			continue
		}
		for _, level := range levels {
			if row[0].text != level {
				continue
			}
			for _, message := range row[1].code {
				found = append(found, logged{level, message})
			}
		}
	}
	return found
}

// checkLogged returns what the plugin logs and the guide doesn't explain, and what the guide explains and the plugin doesn't log.
func checkLogged(guide document, inSource []logged) (complaints []string) {
	inGuide := explained(guide)
	for _, l := range missing(inSource, inGuide) {
		complaints = append(complaints, fmt.Sprintf("%s: no table explains the log's %v", administratorsGuide, l))
	}
	for _, l := range missing(inGuide, inSource) {
		complaints = append(complaints, fmt.Sprintf("%s: the plugin does not log the %v", administratorsGuide, l))
	}
	return complaints
}

// missing returns the messages of one list that another one lacks, once each and in order.
func missing(list, other []logged) (found []logged) {
	for _, l := range list {
		if !slices.Contains(other, l) && !slices.Contains(found, l) {
			found = append(found, l)
		}
	}
	slices.SortFunc(found, func(a, b logged) int { return strings.Compare(a.message, b.message) })
	return found
}
