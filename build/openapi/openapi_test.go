// Package openapi compares docs/api/openapi.yaml with the routes and bodies in server/api.
package openapi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi/datamodel/high/base"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// schemaOf maps the types of bodies in server/api to the document's schemas.
var schemaOf = map[string]string{
	"commandBody": "Command", "topicBody": "Topic",
	"changeBody":          "Changes",
	"meBody":              "NewMe",
	"skipBody":            "Skip",
	"SettingsBody":        "Settings",
	"serviceBody":         "Service",
	"settingsCheckBody":   "SettingsCheck",
	"settingsCheckedBody": "SettingsChecked",
	"settingErrorBody":    "SettingError",
	"presetsBody":         "Presets",
	"errorBody":           "Error",
	"errorDetail":         "ErrorDetail",
	"invitationBody":      "NewInvitation",
	"meetingBody":         "Meeting",
	"previewBody":         "Preview",
	"roomBody":            "Room",
	"roomsBody":           "Rooms",
}

func document(t *testing.T) libopenapi.Document {
	t.Helper()
	text, err := os.ReadFile("../../docs/api/openapi.yaml")
	require.NoError(t, err)
	read, err := libopenapi.NewDocument(text)
	require.NoError(t, err)
	return read
}

func model(t *testing.T) v3.Document {
	t.Helper()
	built, err := document(t).BuildV3Model()
	require.NoError(t, err)
	return built.Model
}

func TestDocumentIsValid(t *testing.T) {
	checker, errs := validator.NewValidator(document(t))
	require.Empty(t, errs)
	_, problems := checker.ValidateDocument()
	assert.Empty(t, problems)
}

func TestDocumentHasTheRoutes(t *testing.T) {
	var documented []string
	for path, item := range model(t).Paths.PathItems.FromOldest() {
		for method := range item.GetOperations().FromOldest() {
			documented = append(documented, strings.ToUpper(method)+" "+path)
		}
	}
	source := readSource(t)
	assert.NotEmpty(t, source.routes)
	assert.ElementsMatch(t, source.routes, documented)
}

func TestDocumentHasTheBodies(t *testing.T) {
	schemas := model(t).Components.Schemas
	source := readSource(t)
	assert.Len(t, source.bodies, len(schemaOf))
	for name, fields := range source.bodies {
		proxy, ok := schemas.Get(schemaOf[name])
		if !assert.True(t, ok, "the document has no schema for %s", name) {
			continue
		}
		schema := proxy.Schema()
		documented := map[string]string{}
		for field, property := range schema.Properties.FromOldest() {
			documented[field] = kindOf(property)
		}
		assert.Equal(t, fields, documented, name)
		assert.False(t, schema.AdditionalProperties.A != nil || schema.AdditionalProperties.B, "%s lets other fields through", name)
	}
}

// kindOf returns the JSON kind of a property. kindOfType does the same for a Go type.
func kindOf(property *base.SchemaProxy) string {
	if property.IsReference() {
		return "object"
	}
	schema := property.Schema()
	if len(schema.AnyOf) > 0 {
		return kindOf(schema.AnyOf[0]) + " or null"
	}
	return schema.Type[0]
}

// source holds the routes and bodies in server/api.
type source struct {
	routes []string                     // "GET /settings"
	bodies map[string]map[string]string // by type: the kind of each field
}

func readSource(t *testing.T) source {
	t.Helper()
	s := source{bodies: map[string]map[string]string{}}
	constants := constantsIn(parse(t, "../../server/command"))
	files := parse(t, "../../server/api")
	for name, value := range constantsIn(files) {
		constants[name] = value
	}
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.CompositeLit:
				s.takeRoutes(t, node, constants)
			case *ast.TypeSpec:
				s.takeBody(t, node)
			}
			return true
		})
	}
	return s
}

func parse(t *testing.T, folder string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	require.NoError(t, err)
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		files = append(files, file)
	}
	return files
}

// constantsIn returns the constants with text values.
func constantsIn(files []*ast.File) map[string]string {
	constants := map[string]string{}
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if spec, ok := node.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
				if literal, ok := spec.Values[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
					constants[spec.Names[0].Name], _ = strconv.Unquote(literal.Value)
				}
			}
			return true
		})
	}
	return constants
}

// takeRoutes reads the table of routes: a map from patterns to handlers.
func (s *source) takeRoutes(t *testing.T, literal *ast.CompositeLit, constants map[string]string) {
	table, ok := literal.Type.(*ast.MapType)
	if !ok || nameOf(table.Value) != "handler" {
		return
	}
	for _, element := range literal.Elts {
		s.routes = append(s.routes, textOf(t, element.(*ast.KeyValueExpr).Key, constants))
	}
}

// textOf returns the value of a text, of a constant, or of both joined.
func textOf(t *testing.T, expression ast.Expr, constants map[string]string) string {
	t.Helper()
	switch expression := expression.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(expression.Value)
		require.NoError(t, err)
		return text
	case *ast.BinaryExpr:
		return textOf(t, expression.X, constants) + textOf(t, expression.Y, constants)
	}
	text, ok := constants[nameOf(expression)]
	require.True(t, ok, "no constant %s", nameOf(expression))
	return text
}

// nameOf returns the last name of an expression.
func nameOf(expression ast.Expr) string {
	switch expression := expression.(type) {
	case *ast.Ident:
		return expression.Name
	case *ast.SelectorExpr:
		return expression.Sel.Name
	}
	return ""
}

// takeBody reads a type that is a body: a struct whose fields have JSON names.
func (s *source) takeBody(t *testing.T, spec *ast.TypeSpec) {
	body, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range body.Fields.List {
		if field.Tag == nil {
			continue
		}
		tag, err := strconv.Unquote(field.Tag.Value)
		require.NoError(t, err)
		name, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
		if s.bodies[spec.Name.Name] == nil {
			s.bodies[spec.Name.Name] = map[string]string{}
		}
		s.bodies[spec.Name.Name][name] = kindOfType(field.Type)
	}
}

func kindOfType(expression ast.Expr) string {
	switch expression := expression.(type) {
	case *ast.StarExpr:
		return kindOfType(expression.X) + " or null"
	case *ast.ArrayType:
		return "array"
	case *ast.Ident:
		switch {
		case expression.Name == "string":
			return "string"
		case expression.Name == "bool":
			return "boolean"
		case slices.Contains([]string{"int", "int64"}, expression.Name):
			return "integer"
		}
	}
	return "object"
}
