# ordinal::clm and MASS::polr on published data; sandwich::vcovCL and ordinal's predictions on simulated ratings.
source("write.R")
suppressPackageStartupMessages({ library(ordinal); library(MASS); library(sandwich) })

tight <- clm.control(gradTol = 1e-10, maxIter = 200)
wine_fit <- clm(rating ~ temp + contact, data = wine, control = tight)
wine_input <- list(
  warm = as.integer(wine$temp == "warm"), contact = as.integer(wine$contact == "yes"),
  rating = as.integer(wine$rating), judge = as.integer(wine$judge)
)
wine_ci <- predict(wine_fit, newdata = data.frame(temp = factor("warm", levels(wine$temp)), contact = factor("no", levels(wine$contact))),
                   se.fit = TRUE, interval = TRUE)

housing_fit <- clm(Sat ~ Infl + Type + Cont, weights = Freq, data = housing, control = tight)
housing_polr <- polr(Sat ~ Infl + Type + Cont, weights = Freq, data = housing, Hess = TRUE)
design <- model.matrix(~ Infl + Type + Cont, housing)[, -1]

# 150 students rated at up to 4 occasions on 3 questions, a group that starts lower; ratings of a student depend on each other
set.seed(20)
students <- 150
student <- rep(seq_len(students), each = 12)
time <- rep(rep(0:3, each = 3), students)
group <- as.integer(student %% 3 == 0)
ability <- rnorm(students, sd = 1.2)
eta <- ability[student] - 0.8 * group + 0.35 * time + 0.1 * group * time + rlogis(length(student))
rating <- findInterval(eta, c(-1, 0.6, 2)) + 1
keep <- runif(length(student)) > 0.1
simulated <- data.frame(student, time, group, rating)[keep, ]
simulated_fit <- clm(factor(rating) ~ group + time + I(group * time), data = simulated, control = tight)
clustered <- vcovCL(simulated_fit, cluster = simulated$student, type = "HC0", cadjust = TRUE)

value <- function(fit, covariance = vcov(fit)) list(
  thresholds = unname(fit$alpha), coefficients = unname(fit$beta), se = unname(sqrt(diag(covariance))), logLikelihood = as.numeric(logLik(fit))
)
write_reference(
  "cumulative-logit",
  list(wine = wine_input,
       housing = list(design = unname(design), sat = as.integer(housing$Sat), n = housing$Freq),
       simulated = as.list(simulated)),
  list(wine = c(value(wine_fit), list(shares = lapply(wine_ci, function(m) unname(m[1, ])))),
       housing = c(value(housing_fit), list(polrDeviance = housing_polr$deviance)),
       simulated = c(value(simulated_fit, clustered), list(unclusteredSe = unname(sqrt(diag(vcov(simulated_fit)))))))
)
