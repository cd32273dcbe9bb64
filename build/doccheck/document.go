package main

import (
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// document holds the parts of a Markdown file that are checked.
type document struct {
	links   []string // the targets of links and pictures
	anchors []string // the anchors of headings
	code    []string // the lines set as code
	names   []named  // names that the document finds in a file
	rows    [][]cell // the rows of all tables
}

// cell is a cell of a table: its text, and the code spans in it.
type cell struct {
	text string
	code []string
}

// named is a name in a file: `New` in `server/command/command.go`.
type named struct{ name, file string }

func readDocument(name string) (document, error) {
	source, err := os.ReadFile(name)
	if err != nil {
		return document{}, err
	}
	var d document
	tree := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	err = ast.Walk(tree, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.take(node, source)
		}
		return ast.WalkContinue, nil
	})
	return d, err
}

func (d *document) take(node ast.Node, source []byte) {
	switch node := node.(type) {
	case *ast.Link:
		d.links = append(d.links, string(node.Destination))
	case *ast.Image:
		d.links = append(d.links, string(node.Destination))
	case *ast.Heading:
		d.anchors = append(d.anchors, anchor(textOf(node, source)))
	case *ast.CodeSpan:
		d.code = append(d.code, textOf(node, source))
		d.names = append(d.names, namesIn(node, source)...)
	case *extensionast.TableRow:
		d.rows = append(d.rows, cellsOf(node, source))
	case *ast.FencedCodeBlock:
		// Blocks in a programming language are examples of code that does not exist yet.
		if language := string(node.Language(source)); language == "" || language == "sh" {
			d.code = append(d.code, strings.Split(string(node.Lines().Value(source)), "\n")...)
		}
	}
}

func cellsOf(row *extensionast.TableRow, source []byte) (cells []cell) {
	for node := row.FirstChild(); node != nil; node = node.NextSibling() {
		c := cell{text: textOf(node, source)}
		for child := node.FirstChild(); child != nil; child = child.NextSibling() {
			if span, ok := child.(*ast.CodeSpan); ok {
				c.code = append(c.code, textOf(span, source))
			}
		}
		cells = append(cells, c)
	}
	return cells
}

// namesIn returns the names before a code span, if the text says that they are in that file: "`A`, `B` and `C` in
// `file`".
func namesIn(file *ast.CodeSpan, source []byte) (found []named) {
	words, name := before(file, source)
	for separators := []string{"in"}; name != nil && slices.Contains(separators, words); separators = []string{",", "and"} {
		found = append(found, named{textOf(name, source), textOf(file, source)})
		words, name = before(name, source)
	}
	return found
}

// before returns the plain text before a code span, and the code span before that text.
func before(span ast.Node, source []byte) (words string, previous *ast.CodeSpan) {
	for node := span.PreviousSibling(); node != nil; node = node.PreviousSibling() {
		switch node := node.(type) {
		case *ast.Text:
			words = string(node.Value(source)) + " " + words
		case *ast.CodeSpan:
			return strings.TrimSpace(words), node
		default:
			return "", nil
		}
	}
	return "", nil
}

// textOf returns a node's text without markup.
func textOf(node ast.Node, source []byte) string {
	var b strings.Builder
	for child := node.FirstChild(); child != nil; child = child.NextSibling() {
		if leaf, ok := child.(*ast.Text); ok {
			b.Write(leaf.Value(source))
		} else {
			b.WriteString(textOf(child, source))
		}
	}
	return b.String()
}

var notInAnchors = regexp.MustCompile(`[^\p{L}\p{N}_ -]`)

// anchor returns the anchor that GitHub gives a heading.
func anchor(heading string) string {
	return strings.ReplaceAll(notInAnchors.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

// checkLink returns the error in a link. It ignores links to other sites.
func checkLink(documents map[string]document, from, link string) string {
	target, err := url.Parse(link)
	if err != nil {
		return err.Error()
	}
	if target.Scheme != "" || target.Host != "" {
		return ""
	}
	name := from
	if target.Path != "" {
		name = path.Join(path.Dir(from), target.Path)
	}
	if _, err := os.Stat(name); err != nil {
		return "there is no such file"
	}
	if target.Fragment != "" && !slices.Contains(documents[name].anchors, target.Fragment) {
		return "there is no such heading"
	}
	return ""
}

var identifier = regexp.MustCompile(`^\w+$`)

// checkName returns the error in a name in a file. Another check looks whether the file exists.
func checkName(n named) string {
	if !identifier.MatchString(n.name) || !file.MatchString(n.file) {
		return ""
	}
	content, err := os.ReadFile(n.file)
	if err != nil || regexp.MustCompile(`\b`+n.name+`\b`).Match(content) {
		return ""
	}
	return "there is no " + n.name + " in " + n.file
}
