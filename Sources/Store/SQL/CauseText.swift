import Model

/// What the store says of a cause to whoever opens the file.
struct CauseText {
  let title: String
  let explanation: String
  let advice: String

  init(_ cause: Cause) {
    title = cause.rawValue
    explanation = ""
    advice = ""
  }
}
