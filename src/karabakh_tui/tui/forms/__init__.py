"""What a form is made of, apart from any screen: fields, values as text and back, what is wrong, and completions."""
